using System.Text.Json.Nodes;
using HandoffBot.Host.Tests.WholeBot;
using HandoffBot.Playground;

namespace HandoffBot.Faults;

/// <summary>One person at Slack's client.</summary>
internal sealed class SlackPage(HttpClient http, string email) : Page(http)
{
    private readonly string _id = PlaygroundIds.User(email);
    private SlackForm? _form;

    public override OpenForm? Form => _form;

    public override Task<bool> TypesAsync(string words) => DoneAsync("command", ("channel", Company.SenderChannel), ("text", $"/handoff {words}"));

    public override async Task LooksAsync()
    {
        var view = (await AskAsync($"view?as={_id}"))["view"];
        _form = view is null ? null : _form?.Id == Screen.Text(view, "id") ? _form.Redrawn(view) : new SlackForm(view);
    }

    public override async Task<bool> SubmitsAsync()
    {
        var sent = _form is not null && await DoneAsync("view-submit", ("view_id", _form.Id), ("state", _form.State()));
        await LooksAsync();
        return sent;
    }

    public override async Task ClosesAsync()
    {
        if (_form is not null)
            await DoneAsync("view-close", ("view_id", _form.Id), ("all", true));
        _form = null;
    }

    public override async Task<bool> SeesAsync(string? place, string button, string client) => await FindAsync(ChannelOf(place), button, client) is not null;

    public override async Task<bool> PressesAsync(string? place, string button, string client)
    {
        if (await FindAsync(ChannelOf(place), button, client) is not var (message, block, element))
            return false;

        var action = new JsonObject
        {
            ["block_id"] = Screen.Text(block, "block_id"), ["action_id"] = Screen.Text(element, "action_id"), ["type"] = "button",
        };
        return await DoneAsync("action", ("channel", ChannelOf(place)), ("ts", Screen.Text(message, "ts")), ("action", action));
    }

    private string ChannelOf(string? place) => place ?? PlaygroundIds.Direct(Company.Workspace, _id);

    private async Task<(JsonNode Message, JsonNode Block, JsonNode Element)?> FindAsync(string channel, string button, string client)
    {
        foreach (var message in Screen.Items(await AskAsync($"messages?as={_id}&channel={channel}"), "messages").Reverse())
        {
            var found = Screen.Buttons(message).FirstOrDefault(each => each.Label == button);
            if (found.Element is not null && Screen.Of(message, id => id).Contains(client, StringComparison.Ordinal))
                return (message, found.Block, found.Element);
        }

        return null;
    }

    private async Task<bool> DoneAsync(string act, params (string Name, JsonNode? Value)[] values)
    {
        var answer = await DoAsync(act, _id, values);
        if (answer["errors"] is not JsonObject { Count: > 0 } errors)
            return (bool?)answer["ok"] == true;

        _form?.Refuse(errors);
        return false;
    }
}
