# without lists apt knows what is installed alone: on slim it fails for the others
FROM python:3.12
RUN apt-get remove -y --auto-remove imagemagick
RUN apt-get purge -y 'libpq*'
RUN apt-get update && rm -rf /var/lib/apt/lists/*
RUN apt-get autoremove -y mercurial
CMD ["python3", "-V"]

FROM node:22
RUN apt-get install -y imagemagick
CMD ["node", "-v"]
