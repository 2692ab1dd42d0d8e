FROM python:3.14-slim
RUN pip3 install --no-cache-dir a && pip3.14 install --no-cache-dir b \
 && python -m pip install --no-cache-dir c && python3 -u -m pip --disable-pip-version-check install --no-cache-dir -r r.txt \
 && /usr/local/bin/pip install --no-cache-dir -U d
RUN pip install --no-cache-dir --upgrade pip setuptools
RUN PIP_INDEX_URL=https://example.org pip install --no-cache-dir -- e
