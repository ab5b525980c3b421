namespace HandoffBot.Host.Tests.WholeBot;

/// <summary>One bot for the facts of a class, with the example organization that comes with the format.</summary>
public sealed class AcmeOffice : IAsyncLifetime
{
    internal Office Office { get; private set; } = null!;

    public async Task InitializeAsync() => Office = await Office.OpenAsync(Office.AcmeFolder);

    public async Task DisposeAsync() => await Office.DisposeAsync();
}
