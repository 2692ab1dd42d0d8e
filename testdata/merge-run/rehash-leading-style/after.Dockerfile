FROM python:3.12
RUN pip install a \
 && pip install b \
 && hash -r \
 && pip install c
