"""What the documents say of the process, counted by hand: each row of a table of steps as `step: articles`.

A step may stand for several rows (to propose, to check, to approve); every row has one, and every step has a row.
"""

from __future__ import annotations

ROWS = {
    "beijing-2009": """
indicators: 5(1); special_rules: 7; special_rules: 5(3); plans: 14; plans: 6(2)、15; plans: 15; plans: 15;
task_books: 15; change: 16; platform: 17; self_check: 17; spot_check: 17; inspection: 17; materials: 17;
internal: 6(3)、17; year_end: 17、18; ratings: 18(5)、18(6)、18(7); accountability: 19; total: 20; decision: 21;
decision: 21; announcement: 21; bonus: 22; hand_over: 23; improvement: 24; improvement: 24; explain: 25
""",
    "beijing-2011": """
leading_group: 四(一)1; daily: 四(一)1; mechanisms: 四(一)1; department_indicators: 四(一)2;
district_indicators: 二(一)、三(三)、四(一)3; use_of_results: 四(一)4; tasks: 三(二); rules: 三(二);
districts: 二(二)、四(二)1; budget: 四(二)2; audit: 四(二)2; enterprises: 四(二)3; regulations: 二(二); summary: 四(二)4;
work_plan: 五(一); heads: 五(一); experience: 五(二); innovation: 五(三); stages: 五(四)
""",
    "hubei-archives": """
responsible: 十二; prerequisites: 五; apply: 十 一; special_list: 十 一; plan: 十 一; self_check: 十 一; request: 十 一;
pre_check: 十 二; notice: 十 三; panel: 十 四(一); review: 十 四(三); proofs: 十 四(三); integrity: 十三、十 五(一);
approve: 十 五(一)、十 五(二); confirm: 十 五(三); certificate: 十 五(三); summary: 十 五(二); filing: 九; re_review: 十一;
lapse: 十一; sample: 十二; sample_lower: 九; discipline: 十三; next_level: 三
""",
    "jishui-2014": """
adopt: 序; leading_group: 四(一); plan: 三(一)3; midyear_summary: 三(一)3; annual_summary: 三(一)3;
attendance: 三(一)1、三(一)4; study: 三(一)2; assets: 三(一)5; press: 三(一)6、四(三)3; petitions_above: 三(一)7;
education: 三(一)10; activities: 三(一)12、三(一)13; opinions: 三(一)9、三(二)法规5; assigned: 三(一)11;
office_papers: 三(二)办公室1、三(二)办公室2、三(二)办公室4; office_finance: 三(二)办公室3;
office_registers: 三(二)办公室3、三(二)办公室5; office_urging: 三(二)办公室6;
hr_records: 三(二)人事1、三(二)人事2、三(二)人事3; hr_civilized: 三(二)人事5; hr_mass_line: 三(二)人事4、三(二)人事6;
legal_petitions: 三(二)法规1; legal_review: 三(二)法规2、三(二)法规6; legal_education: 三(二)法规3、三(二)法规4;
legal_disputes: 三(二)法规5; cadastre: 三(二)地籍1、三(二)地籍2、三(二)地籍3、三(二)地籍4、三(二)地籍5;
planning: 三(二)规划1、三(二)规划2、三(二)规划3、三(二)规划4; landuse_supply: 三(二)利用1、三(二)利用2、三(二)利用4;
landuse_applications: 三(二)利用3、三(二)利用5; geology_safety: 三(二)地矿1、三(二)地矿5、三(二)地矿6;
geology_rights: 三(二)地矿2、三(二)地矿3、三(二)地矿4; trade_monthly: 三(二)交易1; trade_entry: 三(二)交易1;
trade_reserve: 三(二)交易2、三(二)交易3、三(二)交易4; law_patrol: 三(二)执法2;
law_reports: 三(二)执法1、三(二)执法3、三(二)执法6; reclaim_tasks: 三(二)整理2、三(二)整理3、三(二)整理4、三(二)整理5;
reclaim_rules: 三(二)整理1; law_cases: 三(二)执法1、三(二)执法2、三(二)执法4; info_publish: 三(二)信息3;
info_systems: 三(二)信息1、三(二)信息2、三(二)信息4、三(二)信息5;
survey: 三(二)测绘1、三(二)测绘2、三(二)测绘3、三(二)测绘4; service: 三(二)服务1、三(二)服务2、三(二)服务3;
service_entry: 三(二)服务4; monitor_integrity: 三(二)监察室1、三(二)监察室2;
monitor_cases: 三(二)监察室3、三(二)监察室4、三(二)监察室5、三(二)监察室6、三(二)监察室7;
open_cases: 三(二)地籍6、三(二)利用6、三(二)地矿7、三(二)交易5;
self_assessment: 四(二); total: 四(二); veto: 四(三)6; prizes: 四(三)1; allowances: 四(三)2;
bonuses: 四(三)3、四(三)4、四(三)5
""",
    "township": """
lead: 一; organise: 一; goals: 三(一)1; team: 四1; records: 三(一)3; reports: 三(三); inspections: 三(四)、四4、六;
orders: 三(三)、四3、六; midyear: 六; work: 四1、六; ratings: 四2、六; special: 四5; total: 六; decision: 六; feedback: 六;
feedback: 六; advanced: 七; plan: 七; meeting: 六; rewards: 七; liability: 七; accountability: 七; explain: 七
""",
    "xingan": """
issue: 落款; organise: 二(二); mobilise: 二(一)1(1); plan: 二(一)1(2); group: 二(一)1(3);
self_check: 二(一)2(1)、二(一)2(2); catalogue: 二(一)2(3); disclosure: 二(一)3(1); corridor: 二(一)3(7);
subordinates: 二(一)3(5)、二(一)3(6); materials: 二(一)4; daily: 二(二); evaluate: 三、四; score: 二(二); convert: 二(三);
explain: 五
""",
    "zhangzhou": """
goals: 三(一); goals: 三(一); goals: 三(一); issue_goals: 三(一); detail: 七4; key_inspection: 三(二)1、四(一)2;
inspection: 三(二)1、四(一)2; deductions: 三(二); campaigns: 三(二)3(2); measures: 三(三)2(1); contribution: 三(三)1;
service_centre: 三(三)2(2); standing: 三(三)3; single: 三(三)4; joint: 三(三); public_appraisal: 二、三(四)1;
appraisal: 三(四)2; self_assessment: 四(二)1; verification: 四(二)1; collect: 四(二)1; total: 五; hearing: 四(二)2;
decision: 四(二)3; decision: 四(二)3; announcement: 六1; reward: 六2、六3、六4; key_rectification: 六3; industry_review: 六3;
copy_results: 六5; internal: 二; explain: 文末
""",
    "zhongshan-2012": """
indicators: 7(1); special_rules: 8、附2一; accountability_rules: 附1; special_rules: 7(2); plans: 15; plans: 6(3)、16;
plans: 7(2)、16; plans: 16; task_books: 16; change: 17; self_check: 18; spot_check: 18; inspection: 18; materials: 18;
joint_meetings: 6(1)、7、附2三; group_meetings: 4、5(2); year_end: 18、19、附2一;
ratings: 19(5)、19(6)、19(7)、19(8)、19(9)、附1; innovation: 19(10); accountability: 20、附1; total: 6(4)、21;
decision: 7、22; decision: 22; announcement: 22; bonus: 23; hand_over: 24; improvement: 6(4)、25; improvement: 25、附1;
funds: 5(3)、附2一(四); internal: 6(5)、18、附2一; explain: 26; general_rules: 6(4); provincial_report: 附2一(一)1;
supervise: 附2一(一)3; member_reports: 附2三(四); liaison: 附2三(五); major_matters: 5(1)
""",
}
COUNTS = {
    "beijing-2009": 27,
    "beijing-2011": 19,
    "hubei-archives": 24,
    "jishui-2014": 53,
    "township": 23,
    "xingan": 16,
    "zhangzhou": 31,
    "zhongshan-2012": 37,
}
"""How many rows the tables of steps have."""

BODIES = {
    "beijing-2009": """
市政府党组: 5、21、22; 市政府: 15、16; 绩效管理联席会议: 5、15、21、22; 市政府绩效办: 6; 专项考评部门: 7、18、22、25;
unit: 8、14、17; 调查机构: 18(5); 市领导: 18(6); 区县政府: 18(7); 市委组织部门: 23
""",
    "beijing-2011": """
市政府绩效管理工作领导小组: 四(一)1、五(一); 市政府绩效管理联席会议: 四(一)1; 市政府绩效管理办公室: 四(一)1、五(一);
成员单位: 五(一); unit: 五(一); 16个区县政府: 四(二)1; 民生企事业单位: 三(三)、四(二)3; 人大: 四(二)2; 组织部门: 四(一)4
""",
    "hubei-archives": """
省档案局: 九、十 一、十 五(三); 市州档案局: 九、十 一、十 二、十 五(二); 县档案局: 九; 有权限的档案局: 九、十二、十三;
评审组: 十 四(一)、十 四(三); 主管部门: 十 四(一); unit: 五、十 一; 档案管理中心: 八
""",
    "jishui-2014": """
局: 序、四(三)2; 考评领导小组: 四(一)、四(二)、四(三)1、四(三)6; unit: 四(二); 每个干部职工: 三(一)1、三(一)2、三(一)4
""",
    "township": """
镇效能建设领导小组: 一; 镇效能建设办公室: 一; 综合考评组: 四1; 镇纪委: 四3; 综合办公室: 四5; 镇党政班子: 四2; 代表委员: 四2;
监督员联络员: 四2; unit: 三(一)1、三(一)3、三(三)、六、七; 镇委镇政府: 六、七
""",
    "xingan": """
县机关效能建设领导小组: 落款; 县政务阳光行动活动领导小组: 二(二); 考评组: 三、四; 县机关效能投诉中心: 四、五; unit: 二(一)1
""",
    "zhangzhou": """
市委市政府: 三(一)、四(二)3; 市机关效能建设工作领导小组: 七1; 绩效考评工作小组: 三(三)1、四(二)2、四(二)3、七1、七2;
市委办: 三(四)2、四(一)1、四(二)1、四(二)2、七2、七3; 市政府办: 三(四)2、四(一)1、四(二)1、四(二)2、七2、七3;
系列考评组: 三(三)1、三(三)3; 市委办: 三(一)、六1; 市政府办: 三(一)、六1; 市效能办: 三(一);
市效能办: 三(二)2(3)、三(三)2(1)、三(四)1、七1、文末; supplier: 三(二); 认定部门: 三(三); 督导组: 六3; 组织部门: 六5;
unit: 三(一)、七4、七5; 五家不列系列的单位: 二
""",
    "zhongshan-2012": """
市政府: 17; 市政府绩效管理工作领导小组: 4、16、22、23; 领导小组办公室: 5; 市绩效办: 6; 联席会议: 7、22、附2一; 成员单位: 8;
unit: 9; 非成员考评部门: 附1; 第三方调查机构: 19(9); 市领导: 19(5); 代表委员: 19(6); 各镇区: 19(8); 市委组织部: 24;
市纪委（监察局）: 附2一(一); 市编委办: 附2一; 市发展改革局: 附2一; 市财政局: 附2一(四); 市人力资源社会保障局: 附2一;
市法制局: 附2一; 市政府督查室: 附2一
""",
}
"""The bodies that the documents name, or that stand in the steps, with the articles on their duties."""


def pairs(text: str) -> list[tuple[str, frozenset[str]]]:
    """Read `name: article、article; …`."""
    rows = [row.split(":") for row in text.split(";")]
    return [(name.strip(), frozenset(cites.strip().split("、"))) for name, cites in rows]
