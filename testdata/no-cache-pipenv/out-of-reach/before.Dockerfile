FROM python:3.14
RUN su app -c "pipenv install --system --deploy"
RUN echo $(pipenv install --system --deploy)
RUN get() { pipenv install --system --deploy; } && get
RUN sh <<EOT
pipenv install --system --deploy $X
EOT
RUN pipenv install --system --deploy && if true; then echo
