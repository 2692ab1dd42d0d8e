FROM python:3.14
RUN true \
 # why
 && pipx install poetry
RUN mkdir -p /x; \
	pipx inject poetry x
RUN pipx install poetry;
RUN pipx inject poetry x; exit 0
