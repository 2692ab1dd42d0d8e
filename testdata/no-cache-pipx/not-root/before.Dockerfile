FROM example.org/x:1
RUN pipx install poetry
FROM python:3.14
RUN sudo pipx inject poetry x
