"""Telling people: a webhook or a notification block of Prefect, on a red night and on the first green one after it.

A message that cannot be sent never fails a run: it is logged, and the state of the run says the same.
"""

from __future__ import annotations

import logging
import os
from typing import Any

import httpx

_LOG = logging.getLogger(__name__)
_LONGEST = 1800
"""Characters of a message; the robots of chat programs take 2,000."""


def notify(subject: str, text: str, webhook: str = "", block: str = "") -> bool:
    """Send a message to a webhook (default GONGZHANG_WEBHOOK), a block of Prefect (`slack-webhook/ops`), or both.

    The webhook gets JSON that chat robots of WeCom, DingTalk and Slack understand. Returns whether every channel took
    it.
    """
    message = f"{subject}\n{text}"[:_LONGEST]
    address = webhook or os.environ.get("GONGZHANG_WEBHOOK", "")
    sent = True
    if address:
        sent = _post(address, message) and sent
    if block:
        sent = _tell_block(block, subject, message) and sent
    return sent


def _post(address: str, message: str) -> bool:
    body = {"msgtype": "text", "text": {"content": message}, "content": message}
    try:
        answer = httpx.post(address, json=body, timeout=10)
        answer.raise_for_status()
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        _LOG.warning("通知未送达 the webhook did not take the message: %s", error)
        return False
    return True


def _tell_block(name: str, subject: str, message: str) -> bool:
    from prefect.blocks.core import Block

    try:
        block: Any = Block.load(name)
        block.notify(body=message, subject=subject)
    except Exception as error:  # blocks are other people's code and raise what they like
        _LOG.warning("通知未送达 block %s did not take the message: %s", name, error)
        return False
    return True
