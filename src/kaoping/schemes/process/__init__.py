"""The process of a scheme (考评流程), read from process.yaml: who does what, when, with which paper.

process = load_process(text, "process.yaml", scheme)     # SchemeError: everything that is wrong with it
warnings = check_process(process, scheme, articles)      # what it should not be
"""

from __future__ import annotations

from kaoping.schemes.process.flows import FLOWS, PARTICIPANTS, PHASE_KINDS, ROLES, Flow
from kaoping.schemes.process.model import Body, Meeting, MeetingRule, Paper, Phase, Process, Step
from kaoping.schemes.process.parts import Term, Who, YearDay
from kaoping.schemes.process.reader import load_process
from kaoping.schemes.process.warnings import check_process

__all__ = [
    "FLOWS",
    "PARTICIPANTS",
    "PHASE_KINDS",
    "ROLES",
    "Body",
    "Flow",
    "Meeting",
    "MeetingRule",
    "Paper",
    "Phase",
    "Process",
    "Step",
    "Term",
    "Who",
    "YearDay",
    "check_process",
    "load_process",
]
