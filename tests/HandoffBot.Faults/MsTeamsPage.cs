using System.Text.Json.Nodes;
using HandoffBot.Host.Tests.WholeBot;
using HandoffBot.Playground;

namespace HandoffBot.Faults;

/// <summary>One person at the client of Microsoft Teams, who says everything in the personal chat.</summary>
internal sealed class MsTeamsPage(HttpClient http, string email) : Page(http)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private readonly string _id = MsTeamsPlaygroundIds.AadObject(email);
    private readonly string _chat = MsTeamsPlaygroundIds.Chat(Company.AppId, email);
    private MsTeamsForm? _form;

    public override OpenForm? Form => _form;

    /// <summary>A message opens no form: its answer is a button that does, which may be long in coming.</summary>
    public override async Task<bool> TypesAsync(string words)
    {
        var known = (await PostsAsync(_chat)).Select(post => Screen.Text(post, "id")).ToHashSet(StringComparer.Ordinal);
        if (!IsDone(await DoAsync("msteams/message", _id, ("conversation", _chat), ("text", words))))
            return false;

        for (var look = 0; look < 20; look++)
        {
            await Task.Delay(Pause);
            if ((await PostsAsync(_chat)).FirstOrDefault(post => !known.Contains(Screen.Text(post, "id")) && Button(post, "Open") is not null) is { } answer)
                return await PressAsync(_chat, answer, Button(answer, "Open")!);
        }

        return false;
    }

    public override async Task LooksAsync()
    {
        var dialog = (await AskAsync($"msteams/dialog?as={_id}"))["dialog"];
        if (dialog is null || _form?.Id != Screen.Text(dialog, "id"))
            _form = dialog is null ? null : new MsTeamsForm(dialog, "UTC");
    }

    public override async Task<bool> SubmitsAsync()
    {
        if (_form?.Submit is not { } submit)
            return false;

        var answer = await DoAsync("msteams/dialog-submit", _id, ("dialog", _form.Id), ("action", submit.Pointer), ("inputs", _form.State()));
        await LooksAsync();
        return IsDone(answer);
    }

    public override async Task ClosesAsync()
    {
        if (_form is not null)
            await DoAsync("msteams/dialog-close", _id, ("dialog", _form.Id));
        _form = null;
    }

    public override async Task<bool> SeesAsync(string? place, string button, string client) => await FindAsync(place ?? _chat, button, client) is not null;

    public override async Task<bool> PressesAsync(string? place, string button, string client) =>
        await FindAsync(place ?? _chat, button, client) is { } post && await PressAsync(place ?? _chat, post, Button(post, button)!);

    private async Task<JsonNode?> FindAsync(string place, string button, string client) => (await PostsAsync(place)).LastOrDefault(
        post => Button(post, button) is not null && MsTeamsScreen.Of(post["card"]!, "UTC").Contains(client, StringComparison.Ordinal));

    private async Task<bool> PressAsync(string place, JsonNode post, MsTeamsScreen.Item button)
    {
        var answer = await DoAsync("msteams/action", _id, ("conversation", place), ("message", Screen.Text(post, "id")), ("action", button.Pointer));
        await LooksAsync();
        return IsDone(answer);
    }

    private async Task<IReadOnlyList<JsonNode>> PostsAsync(string place) =>
        [.. Screen.Items(await AskAsync($"msteams/messages?as={_id}&conversation={Uri.EscapeDataString(place)}"), "messages").Where(post => post["card"] is not null)];

    private static MsTeamsScreen.Item? Button(JsonNode post, string label) => MsTeamsScreen.Buttons(post["card"]!).FirstOrDefault(each => each.Label == label);

    /// <summary>What is answered with a sentence alone was not done.</summary>
    private static bool IsDone(JsonNode answer) => (bool?)answer["ok"] == true && answer["message"] is null && answer["errors"] is null;
}
