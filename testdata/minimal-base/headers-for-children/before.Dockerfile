FROM python:3.12
RUN apt-get update && apt-get install -y libldap2-dev && rm -rf /var/lib/apt/lists/*
