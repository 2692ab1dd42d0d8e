FROM example.org/team/app:1.2
FROM example.org/team/tool:4 AS x
FROM node:26
