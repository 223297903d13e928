/** Sends the chosen file as the body of a PUT, so that it never passes through the circuit, and shows how far it is. */
export function upload(input, progress, url, token) {
  const file = input.files[0];
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("PUT", url);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.setRequestHeader("RequestVerificationToken", token ?? "");
    request.upload.onprogress = (event) => { progress.value = event.loaded / event.total; };
    request.onerror = () => reject(new Error("the connection was lost. Try again."));
    request.onload = () => request.status === 200
      ? resolve({ fileName: file.name, hash: JSON.parse(request.responseText).hash })
      : reject(new Error(reason(request)));
    request.send(file);
  });
}

function reason(request) {
  if (request.status === 413) return "it is larger than 2 GB.";
  return request.status === 400 ? JSON.parse(request.responseText).detail : `the server answered ${request.status}.`;
}
