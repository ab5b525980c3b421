using System.Text.Json;
using HandoffBot.Core.Chat;
using HandoffBot.Engine.Webhooks;
using HandoffBot.Tests;
using NodaTime;

namespace HandoffBot.Conformance;

/// <summary>What the bot sends to other systems, judged by a receiver with the official library of Standard Webhooks.</summary>
[Trait("Stage", "Conformance")]
public sealed class The_webhooks
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string Earlier = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz";
    private const string Client = "Zoë & Söhne “co” <☂>";

    [ConformanceFact]
    public async Task Are_believed_by_the_official_library_while_they_are_fresh_and_whole()
    {
        await using var receiver = await Receiver.OpenAsync();
        var now = SystemClock.Instance.GetCurrentInstant();
        await CallAsync(receiver, "fresh", now);
        await CallAsync(receiver, "stale", now - Duration.FromMinutes(6));
        await CallAsync(receiver, "early", now + Duration.FromMinutes(6));

        var (code, output) = await NodeScript.RunAsync("webhook-signature.js", new Dictionary<string, string>
        {
            ["CALLS"] = JsonSerializer.Serialize(receiver.Calls, JsonSerializerOptions.Web),
            ["SECRET"] = Secret,
            ["EARLIER"] = Earlier,
            ["CLIENT"] = Client,
        });

        Assert.True(code == 0, output);
    }

    /// <summary>Signed with both secrets, as while one is replaced.</summary>
    private static async Task CallAsync(Receiver receiver, string id, Instant sent)
    {
        var body = new WebhookBody(
            WebhookBody.OfStep, WebhookBody.Present, id, "2026-11-23T11:00:00Z",
            new(null, Client, null, new("client-idle", 1, "gentle", "100%", 0, "2026-11-23T11:00:00Z", true, false), null));
        using var client = new WebhookClient(receiver.Reach);
        Assert.IsType<Outcome.Taken>(await client.PostAsync(receiver.Url, WebhookKeys.Read($"{Secret} {Earlier}")!, id, sent, body.Write(), default));
    }
}
