FROM python:3.14
RUN true \
 # why
 && pipenv install --system --deploy \
 && rm -rf ~/.cache/pipenv ~/.cache/pip
RUN mkdir -p /x; \
	pipenv sync && \
	rm -rf ~/.cache/pipenv ~/.cache/pip
RUN pipenv install --system --deploy && rm -rf ~/.cache/pipenv ~/.cache/pip;
RUN pipenv sync; rm -rf ~/.cache/pipenv ~/.cache/pip; exit 0
