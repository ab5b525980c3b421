using System.Text.Json.Nodes;
using HandoffBot.Playground.Calls;
using HandoffBot.Playground.MsTeams.Activities;
using HandoffBot.Playground.MsTeams.Cards;
using HandoffBot.Playground.MsTeams.Player;
using HandoffBot.Playground.MsTeams.Tenant;

namespace HandoffBot.Host.Tests.WholeBot;

/// <summary>
/// Somebody at a client of Microsoft Teams that opens no dialogs and asks for nothing while a name is typed: whatever they press comes to the
/// bot as a message, and a form stands as a card in the personal chat.
/// </summary>
internal sealed class PlainClient(Office office, Player person)
{
    /// <summary>Presses a button on the newest message that says all this, with what was filled into that message before.</summary>
    public async Task Presses(string button, string about, params (string Label, string Value)[] filled)
    {
        var shown = await person.Sees(about, $"[{button}]");
        await PressesOn(shown, button, form =>
        {
            foreach (var (label, value) in filled)
                form.Fill(label, value);
        });
    }

    /// <summary>Types a name below a list and presses the search beside it.</summary>
    public async Task Searches(string about, string label, string name)
    {
        var shown = await person.Sees(about, "[Search]");
        await PressesOn(shown, "Search", form => form.Type(Row(form, label)["columns"]![0]!["items"]![0]!, name), form => Row(form, label));
    }

    /// <summary>Everything that was to be filled in was.</summary>
    public Task PressesOn(Posted shown, string button, Action<MsTeamsForm> fills) => PressesOn(shown, button, fills, form => form.Card);

    private async Task PressesOn(Posted shown, string button, Action<MsTeamsForm> fills, Func<MsTeamsForm, JsonNode> within)
    {
        var card = shown.Json["card"]!.DeepClone().AsObject();
        var form = new MsTeamsForm(new JsonObject { ["id"] = shown.Id, ["title"] = shown.Summary, ["card"] = card }, "UTC");
        fills(form);

        var wanted = MsTeamsScreen.Actions(within(form)).First(action => Screen.Text(action, "title") == button);
        var pressed = MsTeamsScreen.Buttons(card).First(item => ReferenceEquals(item.Action, wanted));
        var value = CardClicks.Merged(wanted, CardPlaces.Inputs(card, pressed.Pointer!, form.State()));
        await SendAsync(shown, value);
    }

    private async Task SendAsync(Posted shown, JsonNode? value)
    {
        var account = office.MsTeamsAccount(await person.IdAsync());
        var tenant = office.MsTeams<MsTeamsTenant>();
        JsonObject activity;
        lock (tenant.Gate)
        {
            var conversation = tenant.Conversation(shown.Where)!;
            activity = office.MsTeams<ActivityWriter>().Submitted(account, conversation, conversation.Find(shown.Id)!, value);
        }

        foreach (var told in Screen.Items(activity, "entities").Where(entity => Screen.Text(entity, "type") == "clientInfo"))
            told["platform"] = "iOS";
        var answer = await office.MsTeams<Deliveries>().SendNowAsync(activity, CancellationToken.None);
        Assert.Equal(200, Assert.IsType<BotAnswer.Answered>(answer).Status);
    }

    /// <summary>What stands with the input of this label, the search among it.</summary>
    private static JsonNode Row(MsTeamsForm form, string label) => MsTeamsScreen.Inputs(form.Card)
        .First(each => MsTeamsScreen.LabelOf(each.Input) == label).Beside.First(one => Screen.Text(one, "type") == "ColumnSet")!;
}
