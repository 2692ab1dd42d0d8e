FROM python:3.12
RUN easy_install pip==5.0
RUN pip install flask
CMD ["sleep", "1"]
