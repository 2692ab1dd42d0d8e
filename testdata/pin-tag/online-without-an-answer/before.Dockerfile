FROM example.org/team/app
FROM example.org/team/tool
