/* Draws the body that turns with WebGL2, in the light of the plate (tools/atlas/shading.py), in the colors of the page. */
import { STRIDE, normals, triangles } from "./refining.js";
import { axes, scale } from "./sight.js";

const DEPTH = 1.3; // m: half of what is drawn from the nearest to the farthest
const THROUGH = 0.09; // m: bones shine through so much flesh
const ON_THE_SKIN = 0.012; // m

const PLACE = `#version 300 es
uniform mat3 axes;uniform vec3 center;uniform vec4 size;in vec3 place;
vec4 seen(float lift){vec3 p=(place-center)*axes;return vec4(p.xy*size.xy,(-p.z-lift)*size.z,1.);}`;

const SKIN = [`${PLACE}
in vec3 normal;in vec4 value;out vec3 n;out vec4 v;
void main(){n=normal*axes;v=value;gl_Position=seen(0.);}`, `#version 300 es
precision highp float;in vec3 n;in vec4 v;out vec4 color;uniform vec3 body,cloth,ink;
const vec3 KEY=vec3(-.4193,.5791,.6989),FILL=vec3(.8056,-.0537,.5908),GLEAM=vec3(-.2275,.3142,.9217);
float wrapped(float c,float w){return max((c+w)/(1.+w),0.);}
void main(){
vec3 m=normalize(n);float wide=v.x/31.,near=.4+v.y*.6/31.,c=(v.z*2./31.-1.)*.016;
float open=clamp(wide*1.3-.2,0.,1.);
float key=.66*wrapped(dot(m,KEY),.3)*(.3+.7*open);
float fill=.15*wrapped(dot(m,FILL),.5)*(.4+.6*wide),sky=.3*(.5+.5*m.y)*(.25+.75*wide);
float gleam=c>0.?0.:.05*pow(max(dot(m,GLEAM),0.),18.);
float b=(key+fill+sky+gleam)*(.62+.38*pow(near,1.2));
b*=1.-.3*pow(1.-clamp(m.z,0.,1.),2.2);
float h=c/(c<0.?.0045:.0012);b*=1.-.16*exp(-h*h);
b*=(1.-.3*v.w/7.)*1.12;
float d=.07*log(1.+exp((1.-b)/.07)),s=.86*(1.-exp(-1.9*pow(d,1.2)));
vec3 own=mix(body,cloth,clamp(c/max(fwidth(c),1e-5)+.5,0.,1.));
vec3 lit=mix(own,vec3(.11,.094,.094),s);
color=vec4(mix(mix(body,ink,.28),lit,smoothstep(0.,.2,m.z)),1.);}`];

const BONE = [`${PLACE}
in vec3 normal;out vec3 n;
void main(){n=normal*axes;gl_Position=seen(${THROUGH});}`, `#version 300 es
precision highp float;in vec3 n;out vec4 color;uniform vec3 ink;
void main(){float a=.09+.5*pow(1.-abs(normalize(n).z),2.);color=vec4(ink*a,a);}`];

const DOT = [`${PLACE}
void main(){gl_Position=seen(${ON_THE_SKIN});gl_PointSize=size.w;}`, `#version 300 es
precision highp float;uniform vec3 seal,paper;uniform float width;out vec4 color;
void main(){float r=length(gl_PointCoord-.5)*width;float a=clamp(width/2.-r,0.,1.);
color=vec4(mix(seal,paper,clamp(r-width*.3+.5,0.,1.))*a,a);}`];

/** A color of the page, six hexadecimal digits, as three numbers from 0 to 1. */
const parts = (color) => [1, 3, 5].map((at) => parseInt(color.trim().slice(at, at + 2), 16) / 255);

export class Drawing {
  /**
   * @param {HTMLCanvasElement} canvas @param {any} bones a surface of triangles @param {{ place: number[] }[]} points
   * Throws where WebGL2 is not to be had.
   */
  constructor(canvas, bones, points) {
    this.canvas = canvas;
    this.gl = canvas.getContext("webgl2", { antialias: true, powerPreference: "low-power" });
    if (!this.gl) throw new Error("no WebGL2");
    const { gl } = this;
    this.programs = { skin: this.program(SKIN), bone: this.program(BONE), dot: this.program(DOT) };
    this.bones = this.surface("bone", bones, false);
    this.dots = { array: gl.createVertexArray(), count: points.length };
    gl.bindVertexArray(this.dots.array);
    this.attribute("dot", "place", Float32Array.from(points.flatMap(({ place }) => place)), 3);
    gl.enable(gl.DEPTH_TEST);
    gl.enable(gl.CULL_FACE);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
  }

  /** The skin that is drawn from now on: a surface of quads. */
  set skin(surface) {
    this.drawn = this.surface("skin", surface, true);
  }

  program(sources) {
    const { gl } = this;
    const made = gl.createProgram();
    sources.forEach((source, at) => {
      const shader = gl.createShader(at ? gl.FRAGMENT_SHADER : gl.VERTEX_SHADER);
      gl.shaderSource(shader, source);
      gl.compileShader(shader);
      gl.attachShader(made, shader);
    });
    gl.linkProgram(made);
    if (!gl.getProgramParameter(made, gl.LINK_STATUS)) throw new Error(gl.getProgramInfoLog(made) ?? "a program of WebGL does not run");
    return made;
  }

  attribute(program, name, numbers, size, stride = 0, offset = 0) {
    const { gl } = this;
    const at = gl.getAttribLocation(this.programs[program], name);
    if (numbers) {
      gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
      gl.bufferData(gl.ARRAY_BUFFER, numbers, gl.STATIC_DRAW);
    }
    gl.enableVertexAttribArray(at);
    gl.vertexAttribPointer(at, size, gl.FLOAT, false, stride, offset);
  }

  surface(program, surface, hasValues) {
    const { gl } = this;
    const array = gl.createVertexArray();
    gl.bindVertexArray(array);
    this.attribute(program, "normal", normals(surface), 3);
    this.attribute(program, "place", surface.data, 3, STRIDE * 4);
    if (hasValues) this.attribute(program, "value", null, 4, STRIDE * 4, 12);
    gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, gl.createBuffer());
    gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, triangles(surface), gl.STATIC_DRAW);
    return { array, ranges: surface.ranges, perFace: (surface.size - 2) * 3 };
  }

  /**
   * @param {any} sight @param {{ shown: string[], bones: string[], dots: boolean }} what names of the ranges of skin and bones that are drawn
   * @param {number} sharpness device pixels a CSS px
   */
  draw(sight, { shown, bones, dots }, sharpness) {
    const { gl, canvas } = this;
    const { clientWidth, clientHeight } = canvas;
    const [width, height] = [Math.round(clientWidth * sharpness), Math.round(clientHeight * sharpness)];
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    gl.viewport(0, 0, width, height);
    gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT);
    const style = getComputedStyle(canvas);
    const perMeter = scale(sight, clientWidth, clientHeight) * 2;
    const dot = 7 * sharpness;
    const begin = (name) => {
      const program = this.programs[name];
      const at = (uniform) => gl.getUniformLocation(program, uniform);
      gl.useProgram(program);
      gl.uniformMatrix3fv(at("axes"), false, axes(sight).flat());
      gl.uniform3fv(at("center"), sight.center);
      gl.uniform4f(at("size"), perMeter / clientWidth, perMeter / clientHeight, 1 / DEPTH, dot);
      gl.uniform1f(at("width"), dot);
      for (const color of ["body", "cloth", "ink", "seal", "paper"]) gl.uniform3fv(at(color), parts(style.getPropertyValue(`--${color}`)));
    };
    const fill = ({ array, ranges, perFace }, names) => {
      gl.bindVertexArray(array);
      for (const name of names) {
        const [first, faces] = ranges[name];
        gl.drawElements(gl.TRIANGLES, faces * perFace, gl.UNSIGNED_INT, first * perFace * 4);
      }
    };
    begin("skin");
    fill(this.drawn, shown);
    gl.enable(gl.BLEND);
    if (bones.length) {
      begin("bone");
      fill(this.bones, bones);
    }
    if (dots) {
      begin("dot");
      gl.bindVertexArray(this.dots.array);
      gl.drawArrays(gl.POINTS, 0, this.dots.count);
    }
    gl.disable(gl.BLEND);
  }

  /** Whether the machine draws without a graphics processor, as far as it says so. */
  get isSoftware() {
    const { gl } = this;
    const more = gl.getExtension("WEBGL_debug_renderer_info");
    return /swiftshader|llvmpipe|software|basic render/i.test(String(gl.getParameter(more ? more.UNMASKED_RENDERER_WEBGL : gl.RENDERER)));
  }

  /** Wait until what was drawn is there; answers after how many milliseconds. */
  time(draw) {
    const begun = performance.now();
    draw();
    this.gl.readPixels(0, 0, 1, 1, this.gl.RGBA, this.gl.UNSIGNED_BYTE, new Uint8Array(4));
    return performance.now() - begun;
  }

  close() {
    this.gl.getExtension("WEBGL_lose_context")?.loseContext();
  }
}
