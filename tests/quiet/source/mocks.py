import json
import responses, pytest, requests
from fastapi import FastAPI, HTTPException
from fastapi.responses import JSONResponse
from http import HTTPStatus

app = FastAPI()

@app.get("/orders/{number}", responses={404: {"description": "Not Found"}, 422: {"description": "Validation Error"}})
def order(number: int):
    if number == 0:
        raise HTTPException(status_code=404, detail="Not Found")
    if number < 0:
        raise HTTPException(status_code=HTTPStatus.UNPROCESSABLE_ENTITY, detail="number must be positive")
    return {"number": number, "error": None}

@app.exception_handler(TimeoutError)
def late(request, error):
    return JSONResponse(status_code=504, content={"error": "Gateway Timeout"})

@responses.activate
def test_server_error_is_retried():
    responses.get("https://api.example.com/orders", status=500, json={"error": "Internal Server Error"})
    responses.get("https://api.example.com/orders", status=502, body="Bad Gateway")
    responses.get("https://api.example.com/orders", status=200, json=[])
    assert client.orders() == []

def test_messages(caplog):
    with pytest.raises(requests.ConnectionError, match="Connection refused"):
        client.orders(base="http://127.0.0.1:1")
    with pytest.raises(requests.HTTPError) as caught:
        client.order(0)
    assert caught.value.response.status_code == 404
    assert "Name or service not known" not in caplog.text
    assert "Max retries exceeded" not in caplog.text
    assert json.loads(caplog.records[0].message)["error"] is None

def test_problem_document(client):
    response = client.get("/orders/0")
    assert response.status_code == 404
    assert response.json() == {"detail": "Not Found"}
    assert client.get("/orders/x").json()["detail"][0]["type"] == "int_parsing"
    assert client.post("/orders", json={}).status_code == 422
    assert client.get("/admin").json() == {"detail": "Not authenticated"}
