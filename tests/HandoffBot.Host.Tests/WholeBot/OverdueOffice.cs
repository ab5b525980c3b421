using System.Net;
using HandoffBot.Engine.Storage.Rows;
using HandoffBot.Engine.Webhooks;
using HandoffBot.Tests;
using Microsoft.Extensions.DependencyInjection;

namespace HandoffBot.Host.Tests.WholeBot;

/// <summary>
/// A bot that has just called three systems, because nobody had answered when the time was up: one takes the call, one stumbles first, and
/// the name of one leads into a network.
/// </summary>
public sealed class OverdueOffice : IAsyncLifetime
{
    internal const string Client = "Ptarmigan Söhne";
    internal const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string Inside = "inside.example";
    private readonly Written _written = new();
    private readonly Stack<IAsyncDisposable> _open = new();
    private string _variable = "";

    internal Office Office { get; private set; } = null!;

    internal Receiver Pager { get; private set; } = null!;

    internal Receiver Stumbling { get; private set; } = null!;

    internal Posted Brief { get; private set; } = null!;

    /// <summary>The machine itself stands for the Internet; everything else is judged as ever.</summary>
    private WebhookReach Reach => Pager.Reach with
    {
        Resolve = (host, _) => Task.FromResult(new[] { host == Inside ? IPAddress.Parse("127.0.0.2") : IPAddress.Loopback }),
        Allows = address => IPAddress.Loopback.Equals(address) || WebhookReach.Internet.Allows(address),
    };

    public async Task InitializeAsync()
    {
        _open.Push(Pager = await Receiver.OpenAsync());
        _open.Push(Stumbling = await Receiver.OpenAsync());
        Stumbling.Answer = (context, call) => Task.FromResult(context.Response.StatusCode = call == 1 ? 500 : 204);
        _variable = $"WHOLE_BOT_WEBHOOKS_{Pager.Port}";
        Environment.SetEnvironmentVariable(_variable, Secret);
        _written.Change(
            Written.TheOrganization, "notify: [holder, channel]", "notify: [holder, channel, \"webhook:pager\", \"webhook:stumbling\", \"webhook:inside\"]");
        _written.Write(Written.TheOrganization, $$"""
            {{_written.Read(Written.TheOrganization)}}
            webhooks:
              pager: { url: "{{Pager.Url}}", secret: {{_variable}} }
              stumbling: { url: "{{Stumbling.Url}}", secret: {{_variable}} }
              inside: { url: "https://{{Inside}}:{{Pager.Port}}/hook", secret: {{_variable}} }
            """);
        _open.Push(Office = await Office.OpenAsync(_written.Folder, Outside.Acme, services => services.AddSingleton(Reach)));
        Brief = await Office.As("Sam").HandsOver(Office, Client, "Enterprise");
        await Office.MovesUntilAsync(() => Task.FromResult(!Pager.Calls.IsEmpty), "A call of the pager");
    }

    public async Task DisposeAsync()
    {
        // Where it could not be opened, as without a server, there is less to close.
        while (_open.TryPop(out var one))
            await one.DisposeAsync();
        _written.Dispose();
        Environment.SetEnvironmentVariable(_variable, null);
    }

    /// <summary>The one call of a webhook, as the bot remembers it.</summary>
    internal async Task<DeliveryRow> DeliveryToAsync(string webhook) =>
        Assert.Single(await Office.DeliveriesAsync(), row => row.Lane == $"webhook/{webhook}");
}
