using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace HandoffBot.Playground.Tests;

/// <summary>A bot whose app is set to Socket Mode is told everything over its connections, and nothing by HTTP.</summary>
public sealed class Socket_mode : IAsyncLifetime
{
    private const string AppToken = "xapp-1-A0TEST-1-aa";

    private Stage _stage = null!;

    public async Task InitializeAsync() => _stage = await Stage.SetAsync(change: options => options with { AppToken = AppToken });

    public async Task DisposeAsync() => await _stage.DisposeAsync();

    [Theory]
    [InlineData(AppToken, "apps.connections.open", null)]
    [InlineData(Stage.Token, "apps.connections.open", "not_allowed_token_type")]
    [InlineData("xapp-wrong", "apps.connections.open", "invalid_auth")]
    [InlineData(AppToken, "auth.test", "not_allowed_token_type")]
    [InlineData(Stage.Token, "auth.test", null)]
    public async Task Each_token_serves_for_its_own_methods(string token, string method, string? error)
    {
        var answer = await CallAsync(token, method);

        Assert.Equal(error, (string?)answer["error"]);
        Assert.Equal(error is null, (bool)answer["ok"]!);
    }

    [Fact]
    public async Task An_app_without_its_token_is_let_in_nowhere()
    {
        await using var other = await Stage.SetAsync();

        Assert.Equal("not_allowed_token_type", (string?)(await other.CallAsync("apps.connections.open"))["error"]);
    }

    [Fact]
    public async Task A_ticket_lets_one_connection_in_once()
    {
        var address = await AddressAsync();
        using var first = await ConnectAsync(address);
        Assert.Equal("hello", (string?)(await HearAsync(first))["type"]);

        await Assert.ThrowsAsync<WebSocketException>(() => ConnectAsync(address));
        await Assert.ThrowsAsync<WebSocketException>(() => ConnectAsync(new Uri($"ws://127.0.0.1:{_stage.StandIn.Address.Port}/link?ticket=guessed")));
        Assert.Equal(HttpStatusCode.Forbidden, (await _stage.Http.GetAsync((await AddressAsync()).PathAndQuery)).StatusCode);
    }

    [Fact]
    public async Task A_ticket_is_good_for_half_a_minute()
    {
        var address = await AddressAsync();
        _stage.Time.Pass(TimeSpan.FromSeconds(31));

        await Assert.ThrowsAsync<WebSocketException>(() => ConnectAsync(address));
    }

    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Host", "evil.example")]
    [InlineData("X-Forwarded-For", "127.0.0.1")]
    [InlineData("Forwarded", "for=192.0.2.1")]
    public async Task The_guard_stands_before_the_sockets_too(string header, string value)
    {
        var address = await AddressAsync();

        await Assert.ThrowsAsync<WebSocketException>(() => ConnectAsync(address, (header, value)));

        using var allowed = await ConnectAsync(address);
        Assert.Equal("hello", (string?)(await HearAsync(allowed))["type"]);
    }

    [Fact]
    public async Task A_command_comes_in_an_envelope_and_its_answer_is_the_acknowledgement()
    {
        using var socket = await GreetedAsync();

        var typed = _stage.DoAsync("command", new { @as = Stage.Sam, channel = "C0SALES", text = "/handoff new" });
        var envelope = await HearAsync(socket);
        await SayAsync(socket, new JsonObject { ["envelope_id"] = (string?)envelope["envelope_id"], ["payload"] = new JsonObject { ["text"] = "pong" } });

        Assert.True((bool)(await typed)["ok"]!);
        Assert.Equal(("slash_commands", true), ((string?)envelope["type"], (bool)envelope["accepts_response_payload"]!));
        Assert.Equal(("/handoff", "new", Stage.Sam), ((string?)envelope["payload"]!["command"], (string?)envelope["payload"]!["text"], (string?)envelope["payload"]!["user_id"]));
        Assert.Contains(await _stage.MessagesAsync(Stage.Sam, "C0SALES"), message => (string?)message!["text"] == "pong");
        Assert.Empty(_stage.Bot.Got);
    }

    [Fact]
    public async Task An_event_that_is_not_acknowledged_comes_again_marked_as_a_retry()
    {
        _stage.Patience.Span = TimeSpan.FromSeconds(1);
        using var socket = await GreetedAsync();

        await _stage.DoAsync("message", new { @as = Stage.Sam, channel = Stage.SamsDirect, text = "hi" });
        var first = await HearAsync(socket);
        var again = await HearAsync(socket);

        Assert.Equal(0, (int)first["retry_attempt"]!);
        Assert.Equal((1, "http_timeout"), ((int)again["retry_attempt"]!, (string?)again["retry_reason"]));
        Assert.Equal((string?)first["payload"]!["event_id"], (string?)again["payload"]!["event_id"]);
        Assert.NotEqual((string?)first["envelope_id"], (string?)again["envelope_id"]);
        Assert.False((bool)first["accepts_response_payload"]!);
    }

    [Fact]
    public async Task Without_a_connection_a_command_fails_as_it_does_in_Slack()
    {
        var answer = await _stage.DoAsync("command", new { @as = Stage.Sam, channel = "C0SALES", text = "/handoff" });

        Assert.Equal("dispatch_failed", (string?)answer["error"]);
    }

    [Fact]
    public async Task An_eleventh_connection_is_one_too_many()
    {
        var open = new List<ClientWebSocket>();
        for (var connection = 0; connection < 10; connection++)
            open.Add(await GreetedAsync());

        using var eleventh = await ConnectAsync(await AddressAsync());
        var told = await HearAsync(eleventh);

        Assert.Equal(("disconnect", "too_many_websockets"), ((string?)told["type"], (string?)told["reason"]));
        open.ForEach(socket => socket.Dispose());
    }

    [Fact]
    public async Task Faults_make_connections_slow_silent_refused_announced_and_broken()
    {
        var sockets = _stage.StandIn.Sockets;
        sockets.Next(new SocketFault.Refused());
        await Assert.ThrowsAsync<WebSocketException>(async () => await ConnectAsync(await AddressAsync()));
        sockets.Next(new SocketFault.NeverHello());
        using var silent = await ConnectAsync(await AddressAsync());
        using var greeted = await GreetedAsync();
        Assert.Equal(1, sockets.Open);

        var ends = sockets.AnnounceAsync("warning", TimeSpan.FromMilliseconds(10));
        Assert.Equal("disconnect", (string?)(await HearAsync(greeted))["type"]);
        await ends;
        Assert.Equal(WebSocketMessageType.Close, (await greeted.ReceiveAsync(new byte[16], CancellationToken.None)).MessageType);

        using var broken = await GreetedAsync();
        sockets.Drop();
        await Assert.ThrowsAsync<WebSocketException>(() => HearAsync(broken));
        Assert.Equal(0, sockets.Open);
    }

    private async Task<JsonNode> CallAsync(string token, string method)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"api/{method}");
        request.Headers.Authorization = new("Bearer", token);
        using var response = await _stage.Http.SendAsync(request);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }

    private async Task<Uri> AddressAsync() => new((string)(await CallAsync(AppToken, "apps.connections.open"))["url"]!);

    private async Task<ClientWebSocket> GreetedAsync()
    {
        var socket = await ConnectAsync(await AddressAsync());
        Assert.Equal("hello", (string?)(await HearAsync(socket))["type"]);
        return socket;
    }

    private static async Task<ClientWebSocket> ConnectAsync(Uri address, (string Name, string Value)? header = null)
    {
        var socket = new ClientWebSocket();
        socket.Options.Proxy = null;
        if (header is { } given)
            socket.Options.SetRequestHeader(given.Name, given.Value);
        try
        {
            await socket.ConnectAsync(address, CancellationToken.None);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async Task<JsonNode> HearAsync(ClientWebSocket socket)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var buffer = new byte[64 * 1024];
        var read = await socket.ReceiveAsync(buffer.AsMemory(), patience.Token);
        Assert.True(read.EndOfMessage);
        return JsonNode.Parse(Encoding.UTF8.GetString(buffer, 0, read.Count))!;
    }

    private static Task SayAsync(ClientWebSocket socket, JsonObject said) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(said.ToJsonString()), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
}
