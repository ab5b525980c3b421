using HandoffBot.Playground;

namespace HandoffBot.Host.Tests.WholeBot;

/// <summary>One bot for the facts of a class, with the example organization that comes with the format.</summary>
public sealed class AcmeOffice : IAsyncLifetime
{
    private Office? _office;

    internal Office Office => _office ?? throw new InvalidOperationException("The office could not be opened.");

    /// <summary>Max of Delivery, which works in Microsoft Teams, is in the Slack workspace as well: somebody of a third team.</summary>
    public async Task InitializeAsync()
    {
        _office = await Office.OpenAsync(Office.AcmeFolder);
        _office.StandIn.Admit(new PlaygroundPerson("max@acme.example", "Max", "Delivery"));
        _office.StandIn.Invite(Acme.General, "max@acme.example");
    }

    public async Task DisposeAsync()
    {
        if (_office is not null)
            await _office.DisposeAsync();
    }
}
