namespace HandoffBot.Host.Tests.WholeBot;

/// <summary>One bot for the facts of a class, with the example organization that comes with the format.</summary>
public sealed class AcmeOffice : IAsyncLifetime
{
    private Office? _office;

    internal Office Office => _office ?? throw new InvalidOperationException("The office could not be opened.");

    public async Task InitializeAsync() => _office = await Office.OpenAsync(Office.AcmeFolder);

    public async Task DisposeAsync()
    {
        if (_office is not null)
            await _office.DisposeAsync();
    }
}
