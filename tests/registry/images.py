"""Made-up images as OCI layouts, for skopeo to push (OCI image specification 1.1)."""
import hashlib
import io
import json
import os
import tarfile


def digest(data):
    return "sha256:" + hashlib.sha256(data).hexdigest()


def make_layout(path, platforms, text):
    """Writes an OCI layout: an index for several platforms, a manifest for one. text makes it different from others."""
    os.makedirs(path + "/blobs/sha256", exist_ok=True)

    def put(data):
        with open(path + "/blobs/sha256/" + digest(data)[7:], "wb") as file:
            file.write(data)
        return {"digest": digest(data), "size": len(data)}

    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as tar:
        entry = tarfile.TarInfo("text")
        entry.size = len(text)
        tar.addfile(entry, io.BytesIO(text.encode()))
    layer = put(buffer.getvalue())
    manifests = []
    for platform in platforms:
        system, architecture, *variant = platform.split("/")
        names = {"os": system, "architecture": architecture, **({"variant": variant[0]} if variant else {})}
        config = put(json.dumps({**names, "config": {}, "rootfs": {"type": "layers", "diff_ids": [layer["digest"]]}}).encode())
        manifest = put(json.dumps({
            "schemaVersion": 2,
            "mediaType": "application/vnd.oci.image.manifest.v1+json",
            "config": {"mediaType": "application/vnd.oci.image.config.v1+json", **config},
            "layers": [{"mediaType": "application/vnd.oci.image.layer.v1.tar", **layer}],
        }).encode())
        manifests.append({"mediaType": "application/vnd.oci.image.manifest.v1+json", **manifest, "platform": names})
    if len(manifests) > 1:
        index = put(json.dumps({"schemaVersion": 2, "mediaType": "application/vnd.oci.image.index.v1+json",
                                "manifests": manifests}).encode())
        top = [{"mediaType": "application/vnd.oci.image.index.v1+json", **index}]
    else:
        top = [{key: manifests[0][key] for key in ("mediaType", "digest", "size")}]
    with open(path + "/index.json", "w") as file:
        json.dump({"schemaVersion": 2, "manifests": top}, file)
    with open(path + "/oci-layout", "w") as file:
        file.write('{"imageLayoutVersion": "1.0.0"}')
