using System.Text.Json.Nodes;
using HandoffBot.Playground.MsTeams.Tenant;

namespace HandoffBot.Playground.MsTeams.Player;

/// <summary>A dialog that somebody has before them, and what they have typed into it.</summary>
/// <param name="Id">Ours; Microsoft Teams gives its dialogs no id.</param>
/// <param name="Person">The <c>29:</c> id.</param>
/// <param name="Conversation">The conversation id under which the bot is told of it.</param>
/// <param name="Title">In the dialog's head.</param>
/// <param name="Width"><c>small</c>, <c>medium</c>, <c>large</c> or pixels.</param>
/// <param name="Height">The same.</param>
/// <param name="Inputs">By input id, as the client would send them.</param>
/// <param name="Extension">The action of the app by which it was opened, where it was not a button; with where that stands.</param>
internal sealed record OpenDialog(
    string Id, string Person, string Conversation, string Title, string Width, string Height, JsonObject Card, JsonObject Inputs,
    DialogSource? Extension = null);

/// <param name="Command">Its name in the manifest.</param>
/// <param name="Context"><c>message</c> or <c>compose</c>.</param>
internal sealed record DialogSource(string Command, string Context);

/// <summary>
/// The dialog of every person: at most one each. A restart closes none, as it closes none in a client. Guarded by the tenant's lock.
/// </summary>
internal sealed class Dialogs
{
    private readonly Dictionary<string, OpenDialog> _open = [];

    /// <summary>Called under the lock with the <c>29:</c> id of the person whose dialog changed.</summary>
    public Action<string>? Changed { get; set; }

    public IReadOnlyCollection<OpenDialog> All => _open.Values;

    public OpenDialog? Of(Account person) => _open.GetValueOrDefault(person.Id);

    /// <summary>Opens a dialog in place of whatever the person had open.</summary>
    public void Open(OpenDialog dialog)
    {
        _open[dialog.Person] = dialog;
        Changed?.Invoke(dialog.Person);
    }

    /// <summary>Remembers what was typed, which redraws nothing.</summary>
    public OpenDialog Fill(OpenDialog dialog, JsonObject inputs) => _open[dialog.Person] = dialog with { Inputs = inputs };

    public void Close(string person)
    {
        if (_open.Remove(person)) Changed?.Invoke(person);
    }

    /// <summary>Puts back what was open before a restart.</summary>
    public void Return(IEnumerable<OpenDialog> dialogs)
    {
        foreach (var dialog in dialogs) _open[dialog.Person] = dialog;
    }
}
