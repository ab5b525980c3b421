using System.Globalization;

namespace HandoffBot.Benchmarks.Running;

/// <summary>What the stand-in has seen of posts.</summary>
internal sealed class Posts(Uri api) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = new Uri(api, "/") };

    public Task ForgetAsync() => _http.DeleteAsync(new Uri("posts", UriKind.Relative));

    /// <summary>How many came, and how long it took from the first to the last.</summary>
    public async Task<(long Count, TimeSpan Length)> AskAsync()
    {
        var words = (await _http.GetStringAsync(new Uri("posts", UriKind.Relative))).Split(' ');
        return (long.Parse(words[0], CultureInfo.InvariantCulture), TimeSpan.FromSeconds(double.Parse(words[1], CultureInfo.InvariantCulture)));
    }

    public void Dispose() => _http.Dispose();
}
