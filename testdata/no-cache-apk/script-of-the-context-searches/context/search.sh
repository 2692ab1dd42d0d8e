apk search jq || true
