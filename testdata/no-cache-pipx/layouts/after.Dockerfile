FROM python:3.14
RUN true \
 # why
 && pipx install poetry \
 && rm -rf ~/.cache/pip
RUN mkdir -p /x; \
	pipx inject poetry x && \
	rm -rf ~/.cache/pip
RUN pipx install poetry && rm -rf ~/.cache/pip;
RUN pipx inject poetry x; rm -rf ~/.cache/pip; exit 0
