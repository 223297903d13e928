namespace StudyPortal.Imaging.Dicom.Codecs;

/// <summary>A frame of the sequential or progressive process: its coefficients, until the last scan is read.</summary>
internal sealed class JpegDctPicture : IJpegPicture
{
    private readonly JpegFrame _frame;
    private readonly FrameShape _shape;
    private readonly JpegPlane[] _planes;

    public JpegDctPicture(JpegFrame frame, FrameShape shape)
    {
        // A coefficient takes two bytes, whatever the samples take.
        ImageLimits.Check(frame.Columns, frame.Rows, 1, 2L * frame.Components.Length);
        (_frame, _shape) = (frame, shape);
        _planes = Array.ConvertAll(frame.Components, component => new JpegPlane(component, frame));
    }

    public void Read(JpegScan scan, ref JpegBits bits)
    {
        foreach (var coded in scan.Components)
            _planes[coded.Component.Index].Quantisation ??= coded.Quantisation;
        new JpegDctScan(scan, _frame, _planes).Read(ref bits);
    }

    public byte[] Packed()
    {
        var buffer = new SampleBuffer(_shape);
        foreach (var component in _frame.Components)
        {
            var plane = _planes[component.Index];
            var upsampling = new JpegUpsampling(Samples(plane), 8 * plane.Across, plane.Width, plane.Height,
                _frame.MaxHorizontal / component.Horizontal, _frame.MaxVertical / component.Vertical);
            upsampling.CopyTo(buffer.Samples[component.Index..], _frame.Columns, _planes.Length);
        }
        return buffer.Packed();
    }

    private ushort[] Samples(JpegPlane plane)
    {
        var steps = new float[JpegPlane.BlockLength];
        for (var index = 0; index < steps.Length; index++)
            steps[JpegTransform.ZigZag[index]] = plane.Quantisation![index];
        var pitch = 8 * plane.Across;
        var samples = new ushort[pitch * 8 * plane.Down];
        for (var row = 0; row < plane.Down; row++)
            for (var column = 0; column < plane.Across; column++)
                JpegTransform.Invert(plane.Block(column, row), steps, 1 << (_frame.Precision - 1), Highest, samples.AsSpan(8 * (row * pitch + column)), pitch);
        return samples;
    }

    /// <summary>What the transform overshoots would else reach into bits that are not stored.</summary>
    private int Highest => (1 << (_shape.IsSigned ? _frame.Precision : Math.Min(_frame.Precision, _shape.BitsStored))) - 1;
}
