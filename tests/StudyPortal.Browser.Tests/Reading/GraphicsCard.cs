namespace StudyPortal.Browser.Tests.Reading;

/// <summary>The viewer draws by WebGL only where a graphics card computes it.</summary>
internal static class GraphicsCard
{
    /// <summary>Makes the software renderer pass for a graphics card, so that the viewer draws by WebGL.</summary>
    public const string Pretended =
        """
        for (const type of [WebGLRenderingContext, WebGL2RenderingContext]) {
          const get = type.prototype.getParameter;
          type.prototype.getParameter = function (name) {
            return name === 0x9246 || name === this.RENDERER ? "A graphics card" : get.call(this, name);
          };
        }
        """;
}
