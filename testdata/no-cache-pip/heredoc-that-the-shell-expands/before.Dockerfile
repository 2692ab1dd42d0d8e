FROM python:3.14
ARG PACKAGES=flask
RUN sh <<EOT
pip install $PACKAGES
EOT
