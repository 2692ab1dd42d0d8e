FROM python:3.12
RUN pip install a \
 && pip install b
RUN pip install c
