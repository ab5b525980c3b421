using System.Globalization;

namespace HandoffBot.Benchmarks.Running;

/// <summary>What the stand-in has seen of posts.</summary>
internal sealed class Posts(Uri api) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = new Uri(api, "/") };

    public Task ForgetAsync() => _http.DeleteAsync(new Uri("posts", UriKind.Relative));

    /// <summary>How many came.</summary>
    public async Task<long> CountAsync() => long.Parse(await _http.GetStringAsync(new Uri("posts", UriKind.Relative)), CultureInfo.InvariantCulture);

    public void Dispose() => _http.Dispose();
}
