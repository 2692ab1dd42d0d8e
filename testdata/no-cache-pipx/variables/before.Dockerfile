FROM python:3.14
RUN $PIPX install x
RUN pipx $OPTIONS install x
