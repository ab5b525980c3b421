namespace HandoffBot.Host.Tests.WholeBot;

/// <summary>One bot for the facts of a class, with the example organization that comes with the format, in one of its settings.</summary>
public abstract class AcmeOffice : IAsyncLifetime
{
    private readonly Setting _setting;
    private Office? _office;

    private AcmeOffice(Setting setting) => _setting = setting;

    internal Office Office => _office ?? throw new InvalidOperationException("The office could not be opened.");

    public async Task InitializeAsync() => _office = await Office.OpenAsync(_setting);

    public async Task DisposeAsync()
    {
        if (_office is not null)
            await _office.DisposeAsync();
    }

    public sealed class InSlack() : AcmeOffice(Setting.InSlack);

    public sealed class InMicrosoftTeams() : AcmeOffice(Setting.InMicrosoftTeams);

    public sealed class FromSlackToMicrosoftTeams() : AcmeOffice(Setting.FromSlackToMicrosoftTeams);

    public sealed class FromMicrosoftTeamsToSlack() : AcmeOffice(Setting.FromMicrosoftTeamsToSlack);
}
