FROM node
FROM example.org/team/app AS x
FROM example.org/odd AS y
