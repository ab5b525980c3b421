using System.Globalization;

namespace HandoffBot.Benchmarks.Running;

/// <summary>What the stand-in has seen of posts.</summary>
internal sealed class Posts(Uri api) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = new Uri(api, "/") };

    public Task ForgetAsync() => _http.DeleteAsync(new Uri("posts", UriKind.Relative));

    /// <summary>How long each is to take from now on. Zero answers at once, as no platform does.</summary>
    public async Task TakeAsync(TimeSpan each)
    {
        using var answer = await _http.PutAsync(new Uri($"posts/take/{(int)each.TotalMilliseconds}", UriKind.Relative), null);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>How many came.</summary>
    public async Task<long> CountAsync() => long.Parse(await _http.GetStringAsync(new Uri("posts", UriKind.Relative)), CultureInfo.InvariantCulture);

    public void Dispose() => _http.Dispose();
}
