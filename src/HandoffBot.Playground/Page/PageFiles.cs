using System.Collections.Frozen;
using System.Reflection;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;

namespace HandoffBot.Playground.Page;

/// <summary>The page's files, which lie in the assembly, so that they are there wherever it runs.</summary>
internal sealed class PageFiles
{
    private const string Prefix = "page/";
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private readonly FrozenDictionary<string, PageFile> _files = Load();

    public async Task<bool> TryServeAsync(HttpContext context)
    {
        var request = context.Request;
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method)) return false;
        if (!_files.TryGetValue(NameOf(request.Path), out var file)) return false;

        var response = context.Response;
        Protect(response);
        response.ContentType = file.MediaType;
        response.Headers.CacheControl = file.IsHtml ? "no-store" : "no-cache";
        response.Headers.ETag = file.ETag;
        if (!file.IsHtml && request.Headers.IfNoneMatch.Contains(file.ETag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return true;
        }

        response.ContentLength = file.Bytes.Length;
        if (HttpMethods.IsGet(request.Method)) await response.Body.WriteAsync(file.Bytes, context.RequestAborted);
        return true;
    }

    /// <summary>Headers of every answer, whatever it holds.</summary>
    public static void Protect(HttpResponse response)
    {
        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
    }

    /// <summary>A permalink to a message opens the page, which reads the rest of the address.</summary>
    private static string NameOf(PathString path) => path.Value switch
    {
        null or "" or "/" => "index.html",
        var value when value.StartsWith("/archives/", StringComparison.Ordinal) => "index.html",
        var value => value[1..],
    };

    private static FrozenDictionary<string, PageFile> Load()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var types = new FileExtensionContentTypeProvider();
        return assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            // Built on Windows, the names have its separators.
            .ToFrozenDictionary(name => name[Prefix.Length..].Replace('\\', '/'), name => Read(assembly, name, types));
    }

    private static PageFile Read(Assembly assembly, string name, FileExtensionContentTypeProvider types)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        var bytes = copy.ToArray();
        var type = types.TryGetContentType(name, out var known) ? known : "application/octet-stream";
        var text = type.StartsWith("text/", StringComparison.Ordinal) ? "; charset=utf-8" : "";
        return new PageFile(bytes, type + text, $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes)[..12])}\"");
    }

    private sealed record PageFile(byte[] Bytes, string MediaType, string ETag)
    {
        public bool IsHtml => MediaType.StartsWith("text/html", StringComparison.Ordinal);
    }
}
