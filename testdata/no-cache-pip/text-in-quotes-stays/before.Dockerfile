FROM python:3.14
RUN echo "pip install flask" && pip install "flask>=3" 'jinja2'
