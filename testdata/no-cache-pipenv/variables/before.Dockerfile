FROM python:3.14
RUN $PIPENV install
RUN pipenv $OPTIONS install
