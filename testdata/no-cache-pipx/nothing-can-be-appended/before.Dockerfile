FROM python:3.14
RUN pipx install poetry &
RUN pipx inject poetry x & wait
RUN pipx install poetry # why
RUN { pipx inject poetry x; exit 0; }
