using System.Net;
using System.Threading.RateLimiting;

namespace StudyPortal.Web.Shell;

internal static class RateLimits
{
    /// <summary>Per address: slow enough to stop guessing, wide enough for six readers behind one hospital address.</summary>
    public const string SignIn = "sign-in";

    private const int SignInsPerMinute = 20;

    public static IServiceCollection AddRateLimits(this IServiceCollection services) => services.AddRateLimiter(options =>
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.AddPolicy(SignIn, http => RateLimitPartition.GetSlidingWindowLimiter(
            http.Connection.RemoteIpAddress ?? IPAddress.None,
            _ => new SlidingWindowRateLimiterOptions { PermitLimit = SignInsPerMinute, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = 6 }));
    });
}
