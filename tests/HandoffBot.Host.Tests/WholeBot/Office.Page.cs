using System.Net.Http.Json;
using System.Text.Json.Nodes;
using HandoffBot.Playground.Calls;
using HandoffBot.Playground.Workspace;
using Microsoft.Extensions.DependencyInjection;

namespace HandoffBot.Host.Tests.WholeBot;

/// <summary>What the page of the playground asks and does, and what Slack itself would send.</summary>
internal sealed partial class Office
{
    public async Task<JsonNode> AskAsync(string path)
    {
        using var response = await _http.GetAsync($"player/{path}");
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }

    /// <summary>Does something as the page does it.</summary>
    public async Task<JsonNode> DoAsync(string act, JsonObject given)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"player/{act}") { Content = JsonContent.Create(given) };
        request.Headers.Add("X-Playground", "1");
        using var response = await _http.SendAsync(request);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }

    /// <summary>A click as Slack tells of it, whatever the message shows by now.</summary>
    public async Task ClicksAsync(string user, string channel, string ts, JsonObject action)
    {
        var inside = Around;
        var workspace = inside.GetRequiredService<SlackWorkspace>();
        JsonObject payload;
        lock (workspace.Gate)
        {
            var where = workspace.Conversation(channel)!;
            var url = inside.GetRequiredService<ResponseUrls>().Issue("actions", user, channel, ts, false);
            payload = inside.GetRequiredService<Payloads>().ActionInMessage(
                workspace.Member(user)!, where, where.Find(ts)!, false, action, [], inside.GetRequiredService<Triggers>().Issue(user), url);
        }

        var answer = await SignedAsync("slack/interactions", ("payload", payload.ToJsonString()));
        Assert.Equal(200, answer.Status);
    }

    /// <summary>A signed request, with whatever it says.</summary>
    public async Task<BotAnswer.Answered> SignedAsync(string path, params (string Name, string Value)[] fields)
    {
        var line = Around.GetRequiredService<BotLine>();
        var answer = await line.PostFormAsync(path, fields.Select(field => KeyValuePair.Create(field.Name, field.Value)), CancellationToken.None);
        return Assert.IsType<BotAnswer.Answered>(answer);
    }
}
