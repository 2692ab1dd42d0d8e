FROM python:3.14-slim
RUN pip3 install a && pip3.14 install b \
 && python -m pip install c && python3 -u -m pip --disable-pip-version-check install -r r.txt \
 && /usr/local/bin/pip install -U d
RUN pip install --upgrade pip setuptools
RUN PIP_INDEX_URL=https://example.org pip install -- e
