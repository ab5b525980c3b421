namespace HandoffBot.Playground;

/// <summary>Where this playground listens, known before it starts.</summary>
internal sealed record PlaygroundAddress(int Port)
{
    public Uri Base { get; } = new($"http://127.0.0.1:{Port}/");
}
