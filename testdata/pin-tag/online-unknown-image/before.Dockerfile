FROM example.org/team/app
FROM example.org/team/tool:latest AS x
FROM node
