using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace HandoffBot.Playground.Tests;

public sealed class Who_may_come_in : IAsyncLifetime
{
    private Stage _stage = null!;

    public async Task InitializeAsync() => _stage = await Stage.SetAsync();

    public async Task DisposeAsync() => await _stage.DisposeAsync();

    [Theory]
    [InlineData("localhost")]
    [InlineData("LOCALHOST")]
    [InlineData("127.0.0.1")]
    [InlineData("[::1]")]
    public async Task Whoever_names_this_machine(string host) => Assert.Equal(HttpStatusCode.OK, await GetAsync($"{host}:{Port}"));

    [Theory]
    [InlineData("playground.example")]
    [InlineData("localhost.example")]
    [InlineData("127.0.0.2")]
    [InlineData("192.168.1.7")]
    public async Task Nobody_who_names_another_host(string host) => Assert.Equal(HttpStatusCode.Forbidden, await GetAsync($"{host}:{Port}"));

    [Theory]
    [InlineData("Forwarded", "for=192.0.2.1")]
    [InlineData("X-Forwarded-For", "127.0.0.1")]
    [InlineData("X-Forwarded-Host", "localhost")]
    [InlineData("x-forwarded-proto", "https")]
    [InlineData("X-Forwarded-Anything", "x")]
    public async Task Nobody_through_a_proxy(string header, string value) =>
        Assert.Equal(HttpStatusCode.Forbidden, await GetAsync($"127.0.0.1:{Port}", (header, value)));

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("null")]
    [InlineData("http://localhost.evil.example")]
    [InlineData("http://127.0.0.1:1")]
    [InlineData("https://127.0.0.1")]
    public async Task No_page_of_another_origin(string origin) =>
        Assert.Equal(HttpStatusCode.Forbidden, await GetAsync($"127.0.0.1:{Port}", ("Origin", origin)));

    [IPv6Fact]
    public async Task Whoever_comes_by_the_newer_protocol() =>
        Assert.Equal(HttpStatusCode.OK, (await _stage.Http.GetAsync($"http://[::1]:{Port}/player/state")).StatusCode);

    [Fact]
    public async Task The_page_itself() =>
        Assert.Equal(HttpStatusCode.OK, await GetAsync($"127.0.0.1:{Port}", ("Origin", $"http://127.0.0.1:{Port}")));

    [Theory]
    [InlineData("api/auth.test")]
    [InlineData("player/state")]
    [InlineData("player/events")]
    [InlineData("commands/T0PLAY/x")]
    public async Task Not_to_any_route_by_another_name(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Host = "evil.example";

        using var response = await _stage.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task Nobody_from_another_machine()
    {
        var others = NetworkInterface.GetAllNetworkInterfaces()
            .SelectMany(each => each.GetIPProperties().UnicastAddresses)
            .Select(each => each.Address)
            .Where(each => each.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(each))
            .Append(IPAddress.Parse("127.0.0.2"));

        foreach (var address in others)
        {
            using var socket = new TcpClient(AddressFamily.InterNetwork);
            await Assert.ThrowsAnyAsync<SocketException>(() => socket.ConnectAsync(address, Port));
        }
    }

    /// <summary>Skipped where the machine has no IPv6 loopback at all.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    private sealed class IPv6FactAttribute : FactAttribute
    {
        public IPv6FactAttribute()
        {
            if (!NetworkInterface.GetAllNetworkInterfaces()
                .SelectMany(each => each.GetIPProperties().UnicastAddresses)
                .Any(each => each.Address.Equals(IPAddress.IPv6Loopback)))
            {
                Skip = "This machine has no ::1.";
            }
        }
    }

    private int Port => _stage.StandIn.Address.Port;

    private async Task<HttpStatusCode> GetAsync(string host, (string Name, string Value)? header = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "player/state");
        request.Headers.Host = host;
        if (header is { } given) request.Headers.TryAddWithoutValidation(given.Name, given.Value);
        using var response = await _stage.Http.SendAsync(request);
        return response.StatusCode;
    }
}
