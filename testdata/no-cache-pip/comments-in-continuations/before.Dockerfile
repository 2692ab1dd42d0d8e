FROM python:3.14
RUN pip install \
    # web
    flask \
    # data
    pandas
