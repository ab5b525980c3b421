using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using HandoffBot.Host.Tests.WholeBot;
using HandoffBot.Playground;

namespace HandoffBot.Faults;

/// <summary>One person at the workspace's page. Whatever goes wrong on the way to the bot is an answer, not an exception.</summary>
internal sealed class Page(HttpClient http, string email)
{
    private readonly string _id = PlaygroundIds.User(email);
    private SlackForm? _form;

    /// <summary>The modal in front of them, as of the last look.</summary>
    public SlackForm? Form => _form;

    /// <summary>Types a slash command; false when the bot did not take it.</summary>
    public Task<bool> TypesAsync(string channel, string text) => DoneAsync("command", ("channel", channel), ("text", text));

    public async Task LooksAsync()
    {
        var view = (await AskAsync($"view?as={_id}"))["view"];
        _form = view is null ? null : _form?.Id == Screen.Text(view, "id") ? _form.Redrawn(view) : new SlackForm(view);
    }

    /// <summary>Sends the form in front of them; false when the bot did not answer it.</summary>
    public async Task<bool> SubmitsAsync()
    {
        var sent = _form is not null && await DoneAsync("view-submit", ("view_id", _form.Id), ("state", _form.State()));
        await LooksAsync();
        return sent;
    }

    public async Task ClosesAsync()
    {
        if (_form is not null)
            await DoneAsync("view-close", ("view_id", _form.Id), ("all", true));
        _form = null;
    }

    /// <summary>Presses a button on the newest message that shows it and names the client; false while there is none.</summary>
    public async Task<bool> PressesAsync(string channel, string button, string client)
    {
        var messages = Screen.Items(await AskAsync($"messages?as={_id}&channel={channel}"), "messages");
        foreach (var message in messages.Reverse())
        {
            var found = Screen.Buttons(message).FirstOrDefault(each => each.Label == button);
            if (found.Element is null || !Screen.Of(message, id => id).Contains(client, StringComparison.Ordinal))
                continue;

            var action = new JsonObject
            {
                ["block_id"] = Screen.Text(found.Block, "block_id"), ["action_id"] = Screen.Text(found.Element, "action_id"), ["type"] = "button",
            };
            return await DoneAsync("action", ("channel", channel), ("ts", Screen.Text(message, "ts")), ("action", action));
        }

        return false;
    }

    private async Task<bool> DoneAsync(string act, params (string Name, JsonNode? Value)[] values)
    {
        var given = new JsonObject { ["as"] = _id };
        foreach (var (name, value) in values)
            given[name] = value;
        using var request = new HttpRequestMessage(HttpMethod.Post, $"player/{act}") { Content = JsonContent.Create(given) };
        request.Headers.Add("X-Playground", "1");
        var answer = await SendAsync(request);
        if (answer["errors"] is JsonObject { Count: > 0 } errors)
        {
            _form?.Refuse(errors);
            return false;
        }

        return (bool?)answer["ok"] == true;
    }

    private async Task<JsonNode> AskAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"player/{path}");
        return await SendAsync(request);
    }

    private async Task<JsonNode> SendAsync(HttpRequestMessage request)
    {
        try
        {
            using var response = await http.SendAsync(request);
            return JsonNode.Parse(await response.Content.ReadAsStringAsync()) ?? new JsonObject();
        }
        catch (Exception away) when (away is HttpRequestException or TaskCanceledException or JsonException)
        {
            return new JsonObject();
        }
    }
}
