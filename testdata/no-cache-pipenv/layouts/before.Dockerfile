FROM python:3.14
RUN true \
 # why
 && pipenv install --system --deploy
RUN mkdir -p /x; \
	pipenv sync
RUN pipenv install --system --deploy;
RUN pipenv sync; exit 0
