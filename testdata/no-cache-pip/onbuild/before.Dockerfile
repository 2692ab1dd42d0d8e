FROM python:3.14
ONBUILD RUN pip install -r requirements.txt
